#ifndef CORE_SM2_H
#define CORE_SM2_H

#include "core/schedule.h"

/*
 * SM-2 as published (P. A. Wozniak, "Application of a computer to improve the
 * results obtained in working with the SuperMemo method", 1990), where the
 * text is silent read with the author's own SuperMemo 2 code:
 *
 *   step 3  I(1) = 1, I(2) = 6, I(n) = I(n-1) * EF, a fraction rounded up;
 *           the EF in the product is the one from before this grade
 *   step 5  EF' = EF + (0.1 - (5-q) * (0.08 + (5-q) * 0.02)), at least 1.3,
 *           with no upper bound
 *   step 6  q < 3 begins again at I(1) and leaves EF alone
 *
 * All in integers: in binary floating point one product in nine rounds up to
 * a day too many.
 */

/*
 * Rate a card on a study day: changes repetitions, interval_days, ease_centi,
 * lapses and due_day of *card, nothing else.  grade: 0..5.  most_days: the
 * longest interval allowed, 1..INTERVAL_MOST_DAYS.
 */
void sm2_rate(struct schedule *card, int grade, int32_t study_day,
	      int most_days);

#endif
