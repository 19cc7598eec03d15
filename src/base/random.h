#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

/*
 * The only source of randomness (splitmix64, after Steele, Lea and Flood,
 * 2014): uids, orders and simulations, never intervals.  main.c seeds it once,
 * from the system or, with EBB_SEED, from a number that makes a run repeatable.
 */
struct random {
	uint64_t state;
};

void random_seed(struct random *random, uint64_t seed);
void random_seed_system(struct random *random);

/* Go on from another place, which `value` names. */
void random_stir(struct random *random, uint64_t value);

uint64_t random_next(struct random *random);

#endif
