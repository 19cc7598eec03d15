#ifndef STORE_EMBEDDED_H
#define STORE_EMBEDDED_H

/* The SQL files of this folder, compiled in by embed.sh. */
extern const char sql_001_initial[];
extern const char sql_002_sources[];
extern const char sql_003_corrections[];
extern const char sql_004_aliases[];
extern const char sql_005_absences[];
extern const char sql_006_exams[];
extern const char sql_derived[];

/* A section of the statistics each. */
extern const char sql_today[];
extern const char sql_retention[];
extern const char sql_promise[];
extern const char sql_typed[];
extern const char sql_grades[];
extern const char sql_calendar[];
extern const char sql_days[];
extern const char sql_cards[];
extern const char sql_intervals[];
extern const char sql_ease[];
extern const char sql_added[];
extern const char sql_hours[];
extern const char sql_seconds[];
extern const char sql_hardest[];
extern const char sql_confusions[];
extern const char sql_due[];
extern const char sql_forecast[];

#endif
