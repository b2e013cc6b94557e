/* ath-python-module-csv.c: the module csv, as far as it reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

/* Where the reader is in a record. */
typedef enum
{
  STATE_START_RECORD,
  STATE_START_FIELD,
  STATE_IN_FIELD,
  STATE_IN_QUOTED,
  STATE_AFTER_QUOTE,
  STATE_AFTER_RECORD,
} State;

/* The end of a line that the iterator gave, whatever characters ended it. */
#define END_OF_LINE 0

/**
 * Reader:
 * @lines: an iterator over lines
 * @delimiter: what parts fields
 * @quote: what may stand around a field
 * @skips_blanks: whether a blank behind a delimiter is none of the field
 * @state: where it is
 * @row: a list of the fields so far
 * @field: (nullable): the characters of the field so far
 */
typedef struct
{
  AthPythonValue *lines;
  gunichar        delimiter;
  gunichar        quote;
  gboolean        skips_blanks;
  State           state;
  AthPythonValue *row;
  GString        *field;
} Reader;

static const AthPythonNativeClass error_class = {
  .name = "Error",
  .module = "csv",
  .base = &ath_python_exception_class,
};

static void
save_field (AthPythonEvaluator *evaluator,
            Reader             *self)
{
  ath_python_list_append (evaluator->arena, self->row, ath_python_str_take (evaluator,
                                                                            self->field));
  g_string_truncate (self->field, 0);
}

static gboolean
is_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == END_OF_LINE;
}

static void
end_field (AthPythonEvaluator *evaluator,
           Reader             *self,
           gunichar            c)
{
  save_field (evaluator, self);
  self->state = c == self->delimiter ? STATE_START_FIELD
                : c == END_OF_LINE ? STATE_START_RECORD : STATE_AFTER_RECORD;
}

static void
add_char (Reader   *self,
          gunichar  c,
          State     state)
{
  g_string_append_unichar (self->field, c);
  self->state = state;
}

static void
start_field (AthPythonEvaluator *evaluator,
             Reader             *self,
             gunichar            c)
{
  if (is_end (c) || c == self->delimiter)
    end_field (evaluator, self, c);
  else if (c == self->quote)
    self->state = STATE_IN_QUOTED;
  else if (c != ' ' || !self->skips_blanks)
    add_char (self, c, STATE_IN_FIELD);
}

/* One step of the machine that Python reads with; FALSE after raising. */
static gboolean
process (AthPythonEvaluator *evaluator,
         Reader             *self,
         gunichar            c)
{
  switch (self->state)
    {
    case STATE_START_RECORD:
      if (c == END_OF_LINE)
        break;
      self->state = is_end (c) ? STATE_AFTER_RECORD : STATE_START_FIELD;
      if (self->state == STATE_START_FIELD)
        start_field (evaluator, self, c);
      break;

    case STATE_START_FIELD:
      start_field (evaluator, self, c);
      break;

    case STATE_IN_FIELD:
      if (is_end (c) || c == self->delimiter)
        end_field (evaluator, self, c);
      else
        add_char (self, c, STATE_IN_FIELD);
      break;

    case STATE_IN_QUOTED:
      if (c == self->quote)
        self->state = STATE_AFTER_QUOTE;
      else if (c != END_OF_LINE)
        add_char (self, c, STATE_IN_QUOTED);
      break;

    case STATE_AFTER_QUOTE:
      if (is_end (c) || c == self->delimiter)
        end_field (evaluator, self, c);
      else
        add_char (self, c, c == self->quote ? STATE_IN_QUOTED : STATE_IN_FIELD);
      break;

    case STATE_AFTER_RECORD:
      if (c == END_OF_LINE)
        self->state = STATE_START_RECORD;
      else if (!is_end (c))
        return ath_python_raise (evaluator, &error_class,
                                 "new-line character seen in unquoted field - do you need to open "
                                 "the file with newline=''?") != NULL;
      break;

    default:
      g_assert_not_reached ();
    }

  return TRUE;
}

static gboolean
process_line (AthPythonEvaluator *evaluator,
              Reader             *self,
              AthPythonValue     *line)
{
  if (!ath_python_is_str (line))
    return ath_python_raise (evaluator, &error_class,
                             "iterator should return strings, not %s (the file should be opened "
                             "in text mode)", ath_python_get_type_name (line)) != NULL;

  for (const char *c = line->text.bytes; *c != '\0'; c = g_utf8_next_char (c))
    if (!process (evaluator, self, g_utf8_get_char (c)))
      return FALSE;

  return process (evaluator, self, END_OF_LINE);
}

/* A record, which may take several lines; NULL at the end or after a failure. */
static AthPythonValue *
read_row (AthPythonEvaluator *evaluator,
          Reader             *self)
{
  self->row = ath_python_list_new (evaluator->arena, NULL, 0);
  self->state = STATE_START_RECORD;
  g_string_truncate (self->field, 0);

  do
    {
      AthPythonValue *line = ath_python_next (evaluator, self->lines);

      if (line == NULL && ath_python_has_failed (evaluator))
        return NULL;
      if (line == NULL && self->field->len == 0 && self->state != STATE_IN_QUOTED)
        return NULL;
      if (line == NULL)
        {
          save_field (evaluator, self);
          break;
        }
      if (!process_line (evaluator, self, line))
        return NULL;
    }
  while (self->state != STATE_START_RECORD);

  return self->row;
}

static AthPythonValue *
next_row (AthPythonEvaluator *evaluator,
          AthPythonIterator  *self)
{
  return read_row (evaluator, ath_python_iterator_get_data (self));
}

/* One character, for what parts or quotes. */
static gboolean
take_char (AthPythonEvaluator *evaluator,
           AthPythonValue     *value,
           gunichar           *c)
{
  AthPythonValue *text = NULL;

  if (!ath_python_take_text (evaluator, value, &text))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (ath_python_str_get_n_chars (text) != 1)
    return ath_python_refuse (evaluator, _("“%s” as a delimiter is not understood"),
                              text->text.bytes) != NULL;
  *c = g_utf8_get_char (text->text.bytes);

  return TRUE;
}

static void
free_field (gpointer field)
{
  g_string_free (field, TRUE);
}

/* @options: delimiter, quotechar, skipinitialspace, dialect; each may be NULL. */
static Reader *
new_reader (AthPythonEvaluator *evaluator,
            AthPythonValue     *lines,
            AthPythonValue    **options)
{
  Reader *reader = ath_arena_new0 (evaluator->arena, Reader);

  reader->delimiter = ',';
  reader->quote = '"';
  if (!take_char (evaluator, options[0], &reader->delimiter)
      || !take_char (evaluator, options[1], &reader->quote)
      || !ath_python_take_bool (evaluator, options[2], &reader->skips_blanks))
    return NULL;
  if (options[3] != NULL && (!ath_python_is_str (options[3])
                             || !g_str_equal (options[3]->text.bytes, "excel")))
    return ath_python_refuse_type (evaluator, "csv.reader", options[3]);

  reader->lines = ath_python_iterate (evaluator, lines);
  reader->field = ath_arena_adopt (evaluator->arena, g_string_new (NULL), free_field);

  return reader->lines != NULL ? reader : NULL;
}

static AthPythonValue *
csv_reader (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "delimiter", ATH_PYTHON_PARAM_KEYWORD },
    { "quotechar", ATH_PYTHON_PARAM_KEYWORD },
    { "skipinitialspace", ATH_PYTHON_PARAM_KEYWORD },
    { "dialect", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  Reader *reader;

  if (!ATH_PYTHON_BIND ("reader", parameters, values))
    return NULL;
  reader = new_reader (evaluator, values[0], values + 1);

  return reader != NULL ? ath_python_iterator_new (evaluator->arena, next_row, reader) : NULL;
}

/* A reader of rows as dicts. */
typedef struct
{
  Reader         *reader;
  AthPythonValue *names;      /* (nullable): a list; NULL: the first row has them */
} DictReader;

static AthPythonValue *
get_names (AthPythonEvaluator *evaluator,
           DictReader         *self)
{
  if (self->names == NULL)
    {
      self->names = read_row (evaluator, self->reader);
      if (self->names == NULL && !ath_python_has_failed (evaluator))
        return ath_python_none ();
    }

  return self->names;
}

/* Fields without a name come under None; names without a field have None. */
static AthPythonValue *
next_dict (AthPythonEvaluator *evaluator,
           AthPythonIterator  *iterator)
{
  DictReader *self = ath_python_iterator_get_data (iterator);
  AthPythonValue *names = get_names (evaluator, self);
  AthPythonValue *dict = ath_python_dict_value_new (evaluator->arena);
  AthPythonValue *row;
  guint n_names;

  if (names == NULL || ath_python_is_none (names))
    return NULL;
  do
    row = read_row (evaluator, self->reader);
  while (row != NULL && row->sequence.length == 0);
  if (row == NULL)
    return NULL;

  n_names = names->sequence.length;
  for (guint i = 0; i < n_names; i++)
    if (!ath_python_dict_set (dict->dict, evaluator, names->sequence.items[i],
                              i < row->sequence.length ? row->sequence.items[i]
                                                       : ath_python_none ()))
      return NULL;
  if (row->sequence.length > n_names
      && !ath_python_dict_set (dict->dict, evaluator, ath_python_none (),
                               ath_python_list_new (evaluator->arena,
                                                    row->sequence.items + n_names,
                                                    row->sequence.length - n_names)))
    return NULL;

  return dict;
}

static AthPythonValue *
iterate_dict_reader (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self)
{
  return ath_python_iterator_new (evaluator->arena, next_dict, self->host.data);
}

static AthPythonValue *
dict_reader_get_names (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return get_names (evaluator, self->host.data);
}

static AthPythonValue *
construct_dict_reader (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "f", ATH_PYTHON_PARAM_REQUIRED },
    { "fieldnames", ATH_PYTHON_PARAM_OPTIONAL },
    { "delimiter", ATH_PYTHON_PARAM_KEYWORD },
    { "quotechar", ATH_PYTHON_PARAM_KEYWORD },
    { "skipinitialspace", ATH_PYTHON_PARAM_KEYWORD },
    { "dialect", ATH_PYTHON_PARAM_KEYWORD },
  };
  DictReader *reader = ath_arena_new0 (evaluator->arena, DictReader);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse_type (evaluator, "DictReader", self);
  if (!ATH_PYTHON_BIND ("DictReader", parameters, values))
    return NULL;
  reader->reader = new_reader (evaluator, values[0], values + 2);
  if (reader->reader == NULL)
    return NULL;
  if (values[1] != NULL && !ath_python_is_none (values[1]))
    {
      reader->names = ath_python_list_of (evaluator, values[1]);
      if (reader->names == NULL)
        return NULL;
    }

  return ath_python_host_new (evaluator->arena, self->native_class, reader);
}

static const AthPythonNativeFunction dict_reader_methods[] = {
  { "fieldnames", dict_reader_get_names, .is_property = TRUE },
  { NULL },
};

static const AthPythonNativeClass dict_reader_class = {
  .name = "DictReader",
  .module = "csv",
  .construct = construct_dict_reader,
  .methods = dict_reader_methods,
  .iterate = iterate_dict_reader,
};

static const AthPythonNativeFunction reader_function = { "reader", csv_reader };

static const AthPythonNativeMember members[] = {
  { "DictReader", .class = &dict_reader_class },
  { "Error", .class = &error_class },
  { "reader", .function = &reader_function },
  { NULL },
};

const AthPythonNativeModule ath_python_csv_module = { "csv", members };
