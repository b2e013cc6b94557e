/* ath-percent-format.c: Python's % formatting with a mapping
 *
 * File templates and strings in pyproject.toml are written for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/formats/ath-percent-format.h"

/* Wider than any file name may be. */
#define MAX_WIDTH 255

/* One `%(name)-05.2d`. */
typedef struct
{
  const char *name;
  gsize       name_len;
  gboolean    left;
  gboolean    zeros;
  char        sign;      /* '+', ' ' or 0 */
  guint       width;
  int         precision; /* or -1 */
  char        conversion;
} Field;

static gboolean
read_number (const char **pos,
             guint       *number)
{
  for (*number = 0; g_ascii_isdigit (**pos); (*pos)++)
    {
      *number = *number * 10 + (guint) (**pos - '0');
      if (*number > MAX_WIDTH)
        return FALSE;
    }

  return TRUE;
}

/* Reads what follows a percent sign; @pos ends behind the conversion. */
static gboolean
read_field (const char **pos,
            Field       *field)
{
  const char *close = **pos == '(' ? strchr (*pos, ')') : NULL;
  guint precision;

  if (close == NULL)
    return FALSE;

  *field = (Field) { .name = *pos + 1, .name_len = close - *pos - 1, .precision = -1 };
  for (*pos = close + 1; **pos != '\0' && strchr ("#0- +", **pos) != NULL; (*pos)++)
    {
      field->left |= **pos == '-';
      field->zeros |= **pos == '0';
      if (**pos == '+' || (**pos == ' ' && field->sign == 0))
        field->sign = **pos;
    }

  if (!read_number (pos, &field->width))
    return FALSE;
  if (**pos == '.')
    {
      (*pos)++;
      if (!read_number (pos, &precision))
        return FALSE;
      field->precision = (int) precision;
    }
  /* C's length modifiers are allowed and mean nothing. */
  *pos += strspn (*pos, "hlL");

  field->conversion = **pos;
  if (field->conversion == '\0' || strchr ("sdiuxXo", field->conversion) == NULL)
    return FALSE;
  (*pos)++;

  return TRUE;
}

static void
append_repeated (GString *out,
                 char     c,
                 glong    n)
{
  for (; n > 0; n--)
    g_string_append_c (out, c);
}

/* Pads @text to the width; zeros go between @sign and the digits. */
static void
append_padded (GString     *out,
               const Field *field,
               const char  *sign,
               const char  *text,
               gboolean     zeros)
{
  glong padding = (glong) field->width - g_utf8_strlen (text, -1) - (glong) strlen (sign);

  if (!field->left && !zeros)
    append_repeated (out, ' ', padding);
  g_string_append (out, sign);
  if (!field->left && zeros)
    append_repeated (out, '0', padding);
  g_string_append (out, text);
  if (field->left)
    append_repeated (out, ' ', padding);
}

static gboolean
append_integer (GString     *out,
                const Field *field,
                const char  *value)
{
  g_autoptr(GString) digits = g_string_new (NULL);
  const char *sign = field->sign == '+' ? "+" : field->sign == ' ' ? " " : "";
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, -G_MAXINT64, G_MAXINT64, &number, NULL))
    return FALSE;

  if (number < 0)
    {
      sign = "-";
      number = -number;
    }
  switch (field->conversion)
    {
    case 'x':
      g_string_printf (digits, "%" G_GINT64_MODIFIER "x", number);
      break;
    case 'X':
      g_string_printf (digits, "%" G_GINT64_MODIFIER "X", number);
      break;
    case 'o':
      g_string_printf (digits, "%" G_GINT64_MODIFIER "o", number);
      break;
    default:
      g_string_printf (digits, "%" G_GINT64_FORMAT, number);
    }
  while ((int) digits->len < field->precision)
    g_string_prepend_c (digits, '0');
  append_padded (out, field, sign, digits->str, field->zeros);

  return TRUE;
}

static void
append_string (GString     *out,
               const Field *field,
               const char  *value)
{
  glong length = g_utf8_strlen (value, -1);
  g_autofree char *text = NULL;

  if (field->precision >= 0)
    length = MIN (length, field->precision);
  text = g_utf8_substring (value, 0, length);
  append_padded (out, field, "", text, FALSE);
}

/* The text of an error never quotes the format: it may hold a password. */
static GError *
new_syntax_error (const char *key)
{
  GError *error = ath_error_new (ATH_ERROR_PROJECT,
                                 _("“%s” holds a “%%” that cannot be filled in"), key);

  /* xgettext:no-c-format */
  ath_error_set_hint (error,
                      _("Write “%%” for a percent sign and “%(name)s” or “%(name)d” for a value."));

  return error;
}

static gboolean
append_field (GString      *out,
              const Field  *field,
              GHashTable   *values,
              const char   *key,
              GError      **error)
{
  g_autofree char *name = g_strndup (field->name, field->name_len);
  const char *value = g_hash_table_lookup (values, name);

  if (value == NULL)
    {
      g_propagate_error (error,
                         ath_error_new (ATH_ERROR_PROJECT,
                                        _("“%s” asks for “%s”, which is not known"), key, name));
      return FALSE;
    }

  if (field->conversion == 's')
    append_string (out, field, value);
  else if (!append_integer (out, field, value))
    {
      g_propagate_error (error,
                         ath_error_new (ATH_ERROR_PROJECT,
                                        _("“%s” asks for “%s” as a number, which it is not"),
                                        key, name));
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_percent_format:
 * @key: what the format is the value of, for errors
 * @format: text with `%(name)s`, `%(name)02d`, `%%`
 * @values: (element-type utf8 utf8): what the names stand for
 * @error: set to `ATH_ERROR_PROJECT` when @format cannot be read, names what is
 *   not in @values, or wants a number where there is none
 *
 * Fills a format in as Python's `format % values` does, for the conversions of
 * strings and integers.
 *
 * Returns: (transfer full): the text, or `NULL`
 */
char *
ath_percent_format (const char  *key,
                    const char  *format,
                    GHashTable  *values,
                    GError     **error)
{
  g_autoptr(GString) out = NULL;
  const char *percent;
  const char *rest = format;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  out = g_string_new (NULL);
  while ((percent = strchr (rest, '%')) != NULL)
    {
      Field field;

      g_string_append_len (out, rest, percent - rest);
      rest = percent + 1;
      if (*rest == '%')
        {
          g_string_append_c (out, '%');
          rest++;
        }
      else if (!read_field (&rest, &field))
        {
          g_propagate_error (error, new_syntax_error (key));
          return NULL;
        }
      else if (!append_field (out, &field, values, key, error))
        return NULL;
    }
  g_string_append (out, rest);

  return g_string_free (g_steal_pointer (&out), FALSE);
}
