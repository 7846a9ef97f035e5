"use strict";
// Without this script the page shows every stretch with a still picture; with it the pictures
// move while they are on the screen, and the filters appear.

const films = JSON.parse(document.getElementById("films").textContent);
const cards = [...document.querySelectorAll(".card")];
const sections = [...document.querySelectorAll("main section")];
const filters = document.querySelector(".filters");
const search = filters.querySelector("input[type=search]");
const moving = document.getElementById("moving");
const offered = document.getElementById("offered");
const empty = document.querySelector(".empty");
const count = filters.querySelector("output");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const inSight = new Set();

for (const card of cards) {
  const picture = card.querySelector("img");
  picture.dataset.still = picture.src;
  card.words = card.textContent.toLowerCase();
}

// A film runs only in sight: fifty at once would keep any machine busy.
function play(card) {
  const picture = card.querySelector("img");
  const film = moving.checked && inSight.has(card) ? films[card.id] : undefined;
  const wanted = film ?? picture.dataset.still;
  if (picture.src !== wanted) picture.src = wanted;
}

const watcher = new IntersectionObserver((changes) => {
  for (const change of changes) {
    if (change.isIntersecting) inSight.add(change.target);
    else inSight.delete(change.target);
    play(change.target);
  }
}, { rootMargin: "100px" });

function chosen(name) {
  return [...filters.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
}

function fits(card) {
  const has = (name) => card.dataset[name].split(" ");
  const any = (name) => {
    const wanted = chosen(name);
    return wanted.length === 0 || wanted.some((value) => has(name).includes(value));
  };
  const words = search.value.toLowerCase().split(/\s+/);
  return any("area") && any("position") && any("scope") && any("intensity")
    && !chosen("load").some((value) => has("load").includes(value))
    && (!offered.checked || card.dataset.offered === "yes")
    && words.every((word) => card.words.includes(word));
}

function sift() {
  let shown = 0;
  for (const card of cards) {
    card.hidden = !fits(card);
    if (!card.hidden) shown += 1;
  }
  for (const section of sections) {
    section.hidden = !section.querySelector(".card:not([hidden])");
  }
  empty.hidden = shown > 0;
  const form = shown === 1 ? "one" : "many";
  count.textContent = count.dataset[form].replace("{n}", shown);
}

filters.addEventListener("input", sift);
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("reset", () => setTimeout(() => { moving.checked = !calm.matches; begin(); }));
moving.addEventListener("change", () => cards.forEach(play));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    search.focus();
  }
});
calm.addEventListener("change", () => { moving.checked = !calm.matches; cards.forEach(play); });

function begin() {
  sift();
  cards.forEach(play);
}

moving.checked = !calm.matches;
filters.hidden = false;
cards.forEach((card) => watcher.observe(card));
begin();
