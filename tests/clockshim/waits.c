/* Preloaded beside shim.c: every wait of the process is left to a conductor (see
 * tests/timing/conductor.py), who moves the clocks on once all that he conducts wait.
 *
 * CONDUCTOR names his socket.  Each process says on a connection of its own
 *     W  it waits; with the MONOTONIC nanoseconds at which it will stop, -1 for never
 *     A  it is awake again
 *     S  it still waits: the answer to C, with its number
 * each time with whether it has sent anything through a socket since it said so last,
 * and hears
 *     C  does it still wait?
 *     G  the clocks have been moved to where it stops waiting. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 777 }; /* where the connection is kept, also across exec */

struct message {
    int64_t kind, value, sent;
};

static const int64_t second = 1000000000;
static int conducted, sent;

static int call(void)
{
    const char *path = getenv("CONDUCTOR");
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (!path || strlen(path) >= sizeof address.sun_path)
        return -1;
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* The line of the program that is about to run in this process; it belongs to the child alone. */
static void new_line(void)
{
    int fd = call();

    if (fd < 0)
        return;
    dup2(fd, LINE);
    close(fd);
}

__attribute__((constructor)) static void begin(void)
{
    if (!getenv("CONDUCTOR"))
        return;
    if (fcntl(LINE, F_GETFD) < 0)
        new_line();
    conducted = fcntl(LINE, F_SETFD, FD_CLOEXEC) == 0;
}

static void say(char kind, int64_t value)
{
    struct message message = {kind, value, sent};

    sent = 0;
    if (syscall(SYS_sendto, LINE, &message, sizeof message, MSG_NOSIGNAL, NULL, 0) < 0)
        conducted = 0;
}

static int64_t mono(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * second + now.tv_nsec;
}

/* Wait for one of the descriptors, or until the time has come; what `ready` says is the result. */
static int wait_for(struct pollfd *fds, nfds_t count, int64_t nanoseconds,
                    int (*ready)(void *), void *about)
{
    struct pollfd all[count + 1];
    int64_t until = nanoseconds < 0 ? -1 : mono() + nanoseconds;
    int found = ready(about);

    if (found != 0 || nanoseconds == 0)
        return found;
    memcpy(all, fds, count * sizeof *fds);
    all[count] = (struct pollfd){.fd = LINE, .events = POLLIN};
    say('W', until);
    while (conducted) {
        struct message heard;

        if (syscall(SYS_ppoll, all, count + 1, NULL, NULL, 0) < 0) {
            say('A', 0);
            return -1;
        }
        if ((found = ready(about)) != 0)
            break;
        if (!all[count].revents)
            continue;
        if (recv(LINE, &heard, sizeof heard, 0) != sizeof heard)
            conducted = 0;
        else if (heard.kind == 'C')
            say('S', heard.value);
        else if (until >= 0 && mono() >= until)
            break;
    }
    if (conducted)
        say('A', 0);
    return found;
}

/* --- what a program may wait in ---------------------------------------------------------------- */

struct epoll {
    int fd, most;
    struct epoll_event *events;
};

static int epoll_ready(void *about)
{
    struct epoll *of = about;

    return syscall(SYS_epoll_pwait, of->fd, of->events, of->most, 0, NULL, 0);
}

int epoll_wait(int fd, struct epoll_event *events, int most, int timeout)
{
    struct epoll of = {fd, most, events};
    struct pollfd one = {.fd = fd, .events = POLLIN};

    if (!conducted)
        return syscall(SYS_epoll_pwait, fd, events, most, timeout, NULL, 0);
    return wait_for(&one, 1, timeout < 0 ? -1 : timeout * (second / 1000), epoll_ready, &of);
}

struct polled {
    struct pollfd *fds;
    nfds_t count;
};

static int poll_ready(void *about)
{
    struct polled *of = about;
    struct timespec none = {0, 0};

    return syscall(SYS_ppoll, of->fds, of->count, &none, NULL, 0);
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    struct polled of = {fds, count};
    struct timespec time = {timeout / 1000, timeout % 1000 * 1000000};

    if (!conducted)
        return syscall(SYS_ppoll, fds, count, timeout < 0 ? NULL : &time, NULL, 0);
    return wait_for(fds, count, timeout < 0 ? -1 : timeout * (second / 1000), poll_ready, &of);
}

struct selected {
    int count;
    fd_set *in, *out, *odd;
};

static int select_ready(void *about)
{
    struct selected *of = about;
    fd_set in, out, odd;
    struct timespec none = {0, 0};

    if (of->in)
        in = *of->in;
    if (of->out)
        out = *of->out;
    if (of->odd)
        odd = *of->odd;
    int found = syscall(SYS_pselect6, of->count, of->in ? &in : NULL, of->out ? &out : NULL,
                        of->odd ? &odd : NULL, &none, NULL);
    if (found > 0) {
        if (of->in)
            *of->in = in;
        if (of->out)
            *of->out = out;
        if (of->odd)
            *of->odd = odd;
    }
    return found;
}

int select(int count, fd_set *in, fd_set *out, fd_set *odd, struct timeval *timeout)
{
    struct selected of = {count, in, out, odd};
    int64_t time = timeout ? timeout->tv_sec * second + timeout->tv_usec * 1000 : -1;
    struct timespec left = {time / second, time % second};
    struct pollfd fds[count + 1];
    nfds_t many = 0;

    if (!conducted)
        return syscall(SYS_pselect6, count, in, out, odd, timeout ? &left : NULL, NULL);
    for (int fd = 0; fd < count; fd++) {
        short events = (in && FD_ISSET(fd, in) ? POLLIN : 0) |
                       (out && FD_ISSET(fd, out) ? POLLOUT : 0) |
                       (odd && FD_ISSET(fd, odd) ? POLLPRI : 0);
        if (events)
            fds[many++] = (struct pollfd){.fd = fd, .events = events};
    }
    int found = wait_for(fds, many, time, select_ready, &of);
    if (found == 0) {
        if (in)
            FD_ZERO(in);
        if (out)
            FD_ZERO(out);
        if (odd)
            FD_ZERO(odd);
    }
    return found;
}

static int never(void *about)
{
    (void)about;
    return 0;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
                    struct timespec *left)
{
    int64_t wanted = time->tv_sec * second + time->tv_nsec;
    struct timespec now;

    if (!conducted)
        return syscall(SYS_clock_nanosleep, clock, flags, time, left) < 0 ? errno : 0;
    if (flags & TIMER_ABSTIME) {
        clock_gettime(clock, &now);
        wanted -= now.tv_sec * second + now.tv_nsec;
    }
    if (wanted > 0 && wait_for(NULL, 0, wanted, never, NULL) < 0)
        return errno;
    return 0;
}

/* --- what may be under way between them --------------------------------------------------------- */

ssize_t send(int fd, const void *data, size_t length, int flags)
{
    sent = 1;
    return syscall(SYS_sendto, fd, data, length, flags, NULL, 0);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    sent = 1;
    return syscall(SYS_sendmsg, fd, message, flags);
}

/* --- programs that are started: the conductor hears of them before they run ------------------- */

int execve(const char *path, char *const words[], char *const env[])
{
    if (conducted)
        new_line();
    return syscall(SYS_execve, path, words, env);
}

int execv(const char *path, char *const words[])
{
    return execve(path, words, environ);
}
