// Runs inside KWin, of Plasma 5 or 6, and tells `TO` whether a window is full screen, whenever that
// may have changed.  API: https://develop.kde.org/docs/plasma/kwin/api/

const OURS = "breakd";
const LEADERS = 5; // how far a dialog is followed to the window that it belongs to
const six = workspace.windowList !== undefined;

function windows() {
    return six ? workspace.windowList() : workspace.clientList();
}

function active() {
    let window = six ? workspace.activeWindow : workspace.activeClient;
    for (let i = 0; i < LEADERS && window && window.transient && window.transientFor; i++) {
        window = window.transientFor;
    }
    return window;
}

function output(window) {
    return six ? window.output : window.screen; // what 5 calls output, its scripts cannot read
}

function here(window) {
    if (window.minimized) {
        return false;
    }
    if (window.onAllDesktops || !six) {
        return window.onAllDesktops || window.desktop === workspace.currentDesktop;
    }
    return window.desktops.indexOf(workspace.currentDesktop) >= 0;
}

// What is behind the window in use cannot be told from what is beside it, but for its output.
function fills(window) {
    const used = active();
    return window.fullScreen && window.normalWindow && here(window)
        && String(window.resourceClass).toLowerCase() !== OURS
        && Boolean(used) && (window === used || output(window) !== output(used));
}

function tell() {
    callDBus(TO, "/org/breakd/FullScreen", "org.breakd.FullScreen", "Tell", windows().some(fills));
}

function follow(window) {
    for (const name of ["fullScreenChanged", "minimizedChanged", "outputChanged", "screenChanged"]) {
        if (window[name] !== undefined) {
            window[name].connect(tell);
        }
    }
}

function added(window) {
    follow(window);
    tell();
}

windows().forEach(follow);
(six ? workspace.windowAdded : workspace.clientAdded).connect(added);
(six ? workspace.windowRemoved : workspace.clientRemoved).connect(tell);
(six ? workspace.windowActivated : workspace.clientActivated).connect(tell);
workspace.currentDesktopChanged.connect(tell);
tell();
