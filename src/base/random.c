#include "base/random.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

void random_seed(struct random *random, uint64_t seed)
{
	random->state = seed;
}

void random_seed_system(struct random *random)
{
	struct timespec now;

	if (getrandom(&random->state, sizeof(random->state), 0) ==
	    (ssize_t)sizeof(random->state))
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	random->state = (uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 32 ^
			(uint64_t)getpid() << 16;
}

void random_stir(struct random *random, uint64_t value)
{
	random->state += value * 0xD1342543DE82EF95u;
}

uint64_t random_next(struct random *random)
{
	uint64_t z = random->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}
