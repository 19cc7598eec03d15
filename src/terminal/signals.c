#include "terminal/signals.h"

#include <stddef.h>
#include <time.h>

static const int held[] = {
	SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP
};
static const int stopping[] = { SIGTERM, SIGHUP, SIGQUIT };

enum { HELD_COUNT = sizeof(held) / sizeof(held[0]) };

/* Signal handlers have no other place to leave word. */
static volatile sig_atomic_t seen[NSIG];
static struct sigaction found_actions[HELD_COUNT];
static sigset_t found_mask, outside_mask;
static bool holding;

static void note(int number)
{
	seen[number] = 1;
}

static void catch_unless_ignored(int number, struct sigaction *found)
{
	struct sigaction action = { .sa_handler = note };

	sigemptyset(&action.sa_mask);
	sigaction(number, NULL, found);
	if (found->sa_handler != SIG_IGN)
		sigaction(number, &action, NULL);
}

void signals_hold(void)
{
	sigset_t ours;

	if (holding)
		return;
	sigemptyset(&ours);
	for (size_t i = 0; i < HELD_COUNT; i++)
		sigaddset(&ours, held[i]);
	sigprocmask(SIG_BLOCK, &ours, &found_mask);
	outside_mask = found_mask;
	for (size_t i = 0; i < HELD_COUNT; i++) {
		sigdelset(&outside_mask, held[i]);
		catch_unless_ignored(held[i], &found_actions[i]);
	}
	holding = true;
}

bool signals_are_held(void)
{
	return holding;
}

void signals_release(void)
{
	if (!holding)
		return;
	/* One that waits is noted, not obeyed: ebb is ending anyway. */
	sigprocmask(SIG_SETMASK, &outside_mask, NULL);
	for (size_t i = 0; i < HELD_COUNT; i++)
		sigaction(held[i], &found_actions[i], NULL);
	sigprocmask(SIG_SETMASK, &found_mask, NULL);
	holding = false;
}

const sigset_t *signals_outside(void)
{
	return &outside_mask;
}

bool signals_take(int number)
{
	bool came = seen[number];

	seen[number] = 0;
	return came;
}

static bool is_pending(int number)
{
	sigset_t pending;

	return holding && sigpending(&pending) == 0 &&
	       sigismember(&pending, number) == 1;
}

bool signals_take_pending(int number)
{
	static const struct timespec now = { 0 };
	sigset_t only;

	if (is_pending(number)) {
		sigemptyset(&only);
		sigaddset(&only, number);
		if (sigtimedwait(&only, NULL, &now) == number)
			seen[number] = 1;
	}
	return signals_take(number);
}

int signals_stopping_number(void)
{
	for (size_t i = 0; i < sizeof(stopping) / sizeof(*stopping); i++)
		if (seen[stopping[i]] || is_pending(stopping[i]))
			return stopping[i];
	return 0;
}

bool signals_stopping(void)
{
	return signals_stopping_number() != 0;
}

void signals_stop(void)
{
	seen[SIGHUP] = 1;
}

void signals_suspend(void)
{
	struct sigaction before, stop = { .sa_handler = SIG_DFL };
	sigset_t only, mask;

	sigemptyset(&stop.sa_mask);
	sigemptyset(&only);
	sigaddset(&only, SIGTSTP);
	sigaction(SIGTSTP, &stop, &before);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &only, &mask);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGTSTP, &before, NULL);
}
