#include "terminal/modes.h"

#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

/* A process has one terminal. */
static struct termios found, keys;
static bool holding;

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

enum { CRASH_COUNT = sizeof(crashes) / sizeof(crashes[0]) };

static struct sigaction found_actions[CRASH_COUNT];

/* Whoever cares for the signal gets it then: it comes again. */
static void release_at_crash(int number)
{
	if (holding)
		tcsetattr(STDIN_FILENO, TCSANOW, &found);
	for (size_t i = 0; i < CRASH_COUNT; i++)
		if (crashes[i] == number)
			sigaction(number, &found_actions[i], NULL);
	raise(number);
}

static void release_at_the_end(void)
{
	struct sigaction action = { .sa_handler = release_at_crash };
	static bool is_registered;

	if (is_registered)
		return;
	is_registered = atexit(modes_release) == 0 &&
			at_quick_exit(modes_release) == 0;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < CRASH_COUNT; i++)
		sigaction(crashes[i], &action, &found_actions[i]);
}

void modes_hold(void)
{
	if (holding || tcgetattr(STDIN_FILENO, &found) != 0)
		return;
	keys = found;
	keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
	keys.c_cc[VMIN] = 1;
	keys.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &keys);
	release_at_the_end();
	holding = true;
}

void modes_release(void)
{
	if (holding)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
	holding = false;
}

bool modes_are_held(void)
{
	return holding;
}

void modes_echo(bool on)
{
	struct termios now = keys;

	if (!holding)
		return;
	if (on)
		now.c_lflag |= found.c_lflag & (tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
}
