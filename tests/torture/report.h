#ifndef TESTS_TORTURE_REPORT_H
#define TESTS_TORTURE_REPORT_H

#include <stdbool.h>
#include <stdint.h>

/* What the torture programs print, and how they end. */

/* A number from the environment, or the fallback. */
long number_from(const char *name, long fallback);

/* SEED, or 1. */
uint64_t seed_of_run(void);

/* Whether a scenario is to be tried: the one that ONLY names, or all. */
bool is_chosen(const char *scenario);

/* What is being done, for the next complaint. */
void trying(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Something was lost, doubled or said wrongly. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* How many complaints there were; counted from now on apart from those before,
 * and without a word, where they are what is wanted. */
long complaints(void);
void complaints_wanted(bool wanted);

/* A line of the result. */
void report(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The exit status. */
int report_status(void);

#endif
