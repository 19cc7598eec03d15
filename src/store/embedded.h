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

#endif
