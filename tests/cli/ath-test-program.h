/* ath-test-program.h: athanor-cli, started as a program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AthTestOutput:
 * @status: what the program returned, or -1 when a signal ended it
 * @out: its standard output
 * @err: its standard error
 *
 * What a program left.
 */
typedef struct
{
  int   status;
  char *out;
  char *err;
} AthTestOutput;

void           ath_test_output_clear     (AthTestOutput       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AthTestOutput, ath_test_output_clear)

/* Arguments are separated by blanks; "" is an empty one. */
GSubprocess   *ath_test_program_start    (const char          *folder,
                                          const char          *arguments);
void           ath_test_program_run      (AthTestOutput       *output,
                                          const char          *folder,
                                          const char          *arguments);
void           ath_test_program_feed     (AthTestOutput       *output,
                                          const char          *folder,
                                          const char          *input,
                                          const char          *arguments);
void           ath_test_alembic_run      (AthTestOutput       *output,
                                          const char          *folder,
                                          const char          *arguments);

JsonNode      *ath_test_output_parse     (const AthTestOutput *output);
char          *ath_test_json_dup_strings (JsonObject          *object,
                                          const char          *member);
char          *ath_test_json_dup_ids     (JsonObject          *object,
                                          const char          *member);

G_END_DECLS
