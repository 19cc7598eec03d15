/* What any program costs: it starts and ends. */

#include <stdlib.h>

int main(void)
{
	return EXIT_SUCCESS;
}
