#include "terminal/modes.h"

#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

/* A process has one terminal. */
static struct termios found, keys;
static bool holding;

static void release_at_exit(void)
{
	static bool is_registered;

	if (!is_registered)
		is_registered = atexit(modes_release) == 0;
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
	release_at_exit();
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
