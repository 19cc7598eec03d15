#ifndef TESTS_TORTURE_SUM_H
#define TESTS_TORTURE_SUM_H

#include <stddef.h>
#include <stdint.h>

/* Sums that tell what is the same from what is not; nobody attacks them. */

uint64_t sum_mix(uint64_t sum, uint64_t value);
uint64_t sum_bytes(uint64_t sum, const void *bytes, size_t size);
uint64_t sum_text(uint64_t sum, const char *text);

#endif
