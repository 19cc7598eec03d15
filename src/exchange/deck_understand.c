#include "exchange/deck_understand.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "exchange/deck_survey.h"

/* A file while it is being understood. */
struct inquiry {
	struct deck_source *source;
	const struct deck_reader_options *options;
	struct arena *arena;
	struct preface preface;
	struct csv_layout layout;
	struct delimiter_tally tally; /* of the delimiter that is chosen */
	bool single_column;
	struct cells names; /* of a directive, or empty */
	struct sample sample;
	struct deck_format *format;
};

/* ---- delimiter ----------------------------------------------------------- */

static bool refuse_undivided(struct inquiry *inquiry, bool one_column,
			     struct error *err)
{
	struct text lines = { 0 };

	if (survey_first_lines(inquiry->source, &lines, err))
		error_set(
			err, ERROR_FORMAT,
			one_column
				? _("every row is one field, but a card needs "
				    "a front and a back; if something divides "
				    "them, say what with --delimiter; the file "
				    "begins: %s")
				: _("cannot tell what divides the fields "
				    "(comma, tab, semicolon and pipe were "
				    "tried); say it with --delimiter; the file "
				    "begins: %s"),
			text_string(&lines));
	text_release(&lines);
	return false;
}

/* What is too long to be looked at may well be a row. */
static bool refuse_empty(const struct delimiter_tally *tally,
			 const char *message, struct error *err)
{
	if (!tally->overlong_line)
		return error_set(err, ERROR_FORMAT, "%s", message);
	return error_set(err, ERROR_FORMAT,
			 _("line %ld: the row is longer than 16 MiB; mend it "
			   "and import again"),
			 tally->overlong_line);
}

static bool refuse_blank(const struct inquiry *inquiry,
			 const struct delimiter_tally *tally, struct error *err)
{
	return refuse_empty(tally,
			    inquiry->layout.comment_mark
				    ? _("the file has only comments")
				    : _("the file has only blank lines"),
			    err);
}

/* Where one field is enough, none of the lines is to be divided. */
static void choose_single_column(struct inquiry *inquiry,
				 const struct delimiter_tally *tally)
{
	inquiry->layout.delimiter = '\t';
	inquiry->single_column = true;
	inquiry->tally = *tally;
}

static bool detect_delimiter(struct inquiry *inquiry, struct error *err)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES];
	struct csv_layout layout = inquiry->layout;
	int blank = 0;
	long split = 0;
	char chosen;

	for (int i = 0; i < DIALECT_CANDIDATES; i++) {
		layout.delimiter = dialect_candidates[i];
		if (!survey_rows(inquiry->source, &layout, &tallies[i], err))
			return false;
		blank += tallies[i].rows == 0;
		split += tallies[i].split;
	}
	if (blank == DIALECT_CANDIDATES || (blank > 0 && !layout.comment_mark))
		return refuse_blank(inquiry, &tallies[0], err);
	chosen = dialect_choose(tallies);
	inquiry->layout.delimiter = chosen;
	for (int i = 0; i < DIALECT_CANDIDATES; i++) {
		if (dialect_candidates[i] == chosen)
			inquiry->tally = tallies[i];
		else if (!chosen && dialect_candidates[i] == '\t' &&
			 dialect_is_cloze(&tallies[i]))
			choose_single_column(inquiry, &tallies[i]);
	}
	return inquiry->layout.delimiter != '\0' ||
	       refuse_undivided(inquiry, split == 0, err);
}

/* A delimiter that the learner or a directive names; one that divides nothing
 * is believed of the learner only. */
static bool use_delimiter(struct inquiry *inquiry, char delimiter,
			  struct error *err)
{
	inquiry->layout.delimiter = delimiter;
	if (!survey_rows(inquiry->source, &inquiry->layout, &inquiry->tally,
			 err))
		return false;
	if (inquiry->tally.split > 0)
		return true;
	if (dialect_is_cloze(&inquiry->tally))
		inquiry->single_column = true;
	else if (!inquiry->options->delimiter)
		return detect_delimiter(inquiry, err);
	return true;
}

static bool find_delimiter(struct inquiry *inquiry, struct error *err)
{
	char delimiter = inquiry->options->delimiter;

	if (delimiter &&
	    (strchr("\"\r\n", delimiter) || (unsigned char)delimiter >= 0x80))
		return error_set(err, ERROR_USAGE,
				 _("the delimiter is one ASCII character, and "
				   "no quote or line break"));
	if (!delimiter)
		delimiter = inquiry->preface.delimiter;
	if (!(delimiter ? use_delimiter(inquiry, delimiter, err)
			: detect_delimiter(inquiry, err)))
		return false;
	inquiry->layout.width = dialect_width(&inquiry->tally);
	inquiry->layout.table = inquiry->layout.delimiter == '|' &&
				dialect_is_table(&inquiry->tally);
	return !inquiry->layout.table ||
	       survey_rows(inquiry->source, &inquiry->layout, &inquiry->tally,
			   err);
}

/* ---- header -------------------------------------------------------------- */

static bool has_header(const struct inquiry *inquiry)
{
	const struct sample *sample = &inquiry->sample;

	if (inquiry->options->header >= 0)
		return inquiry->options->header > 0;
	if (inquiry->names.count > 0)
		return false;
	return columns_map_needs_header(inquiry->options->map) ||
	       sample->is_drawn ||
	       dialect_is_header(&sample->first, &sample->shape);
}

static bool take_sample(struct inquiry *inquiry, long preamble,
			struct error *err)
{
	inquiry->format->preamble_rows = preamble;
	return survey_sample(inquiry->source, &inquiry->layout, preamble,
			     inquiry->arena, &inquiry->sample, err);
}

/*
 * Pass over a title.  Spreadsheets fill its row up with delimiters: one with
 * a single cell counts as title only above a header, for without one it may
 * be a card that lacks its back.
 */
static bool pass_title(struct inquiry *inquiry, struct error *err)
{
	long preamble = dialect_preamble(&inquiry->tally);
	long hollow = inquiry->tally.hollow_leading;

	if (inquiry->single_column)
		preamble = hollow = 0;
	if (hollow > preamble && hollow <= DIALECT_PREAMBLE_MOST) {
		if (!take_sample(inquiry, hollow, err))
			return false;
		if (inquiry->sample.first.count > 0 && has_header(inquiry))
			return true;
	}
	return take_sample(inquiry, preamble, err);
}

/* ebb's own header vouches for the quotes below it. */
static bool trust_quotes(struct inquiry *inquiry, struct error *err)
{
	if (inquiry->layout.table || inquiry->names.count > 0 ||
	    !dialect_names_front_and_back(&inquiry->sample.first))
		return true;
	inquiry->layout.quoting = QUOTING_TRUSTED;
	return take_sample(inquiry, inquiry->format->preamble_rows, err);
}

static bool find_header(struct inquiry *inquiry, struct cells *header,
			struct error *err)
{
	struct sample *sample = &inquiry->sample;

	if (inquiry->preface.names.length > 0)
		csv_cut_line(inquiry->preface.names, inquiry->layout.delimiter,
			     inquiry->arena, &inquiry->names);
	if (!pass_title(inquiry, err) || !trust_quotes(inquiry, err))
		return false;
	if (sample->first.count == 0)
		return refuse_blank(inquiry, &inquiry->tally, err);
	inquiry->format->header = has_header(inquiry);
	*header = inquiry->format->header ? sample->first : inquiry->names;
	if (inquiry->format->header && sample->shape.rows == 0)
		return refuse_empty(&inquiry->tally,
				    _("the file has only a header"), err);
	if (!inquiry->format->header)
		row_shape_add(&sample->shape, &sample->first);
	if (!inquiry->single_column && sample->first.count < 2 &&
	    row_shape_width(&sample->shape) < 2)
		return refuse_undivided(inquiry, true, err);
	return true;
}

static bool find_columns(struct inquiry *inquiry, const struct cells *header,
			 struct error *err)
{
	const struct column_hints hints = {
		.said = inquiry->preface.columns,
		.single_column = inquiry->single_column,
	};

	return columns_understand(header->count > 0 ? header : NULL,
				  &inquiry->sample.shape, inquiry->options->map,
				  &hints, inquiry->arena,
				  &inquiry->format->columns, err);
}

/* ---- all together -------------------------------------------------------- */

static void describe(const struct inquiry *inquiry)
{
	const struct preface *preface = &inquiry->preface;
	const struct sample *sample = &inquiry->sample;
	struct deck_format *format = inquiry->format;

	format->delimiter = inquiry->layout.delimiter;
	format->table = inquiry->layout.table;
	format->quotes_all = sample->quotes_all;
	format->preface = sample->preface;
	format->has_directives = preface->has_directives;
	format->html = preface->html;
	format->deck = preface->deck;
	format->tags = preface->tags;
	format->tag_count = preface->tag_count;
	format->preamble_line = sample->preamble_line;
	format->preamble_last_line = sample->preamble_last_line;
}

static bool inquire(struct inquiry *inquiry, struct cells *header,
		    struct error *err)
{
	if (!survey_preface(inquiry->source, inquiry->arena, &inquiry->preface,
			    err))
		return false;
	inquiry->layout.preface_lines = inquiry->preface.lines;
	inquiry->layout.comment_mark = inquiry->preface.comment_mark;
	if (!find_delimiter(inquiry, err) ||
	    !find_header(inquiry, header, err) ||
	    !find_columns(inquiry, header, err))
		return false;
	describe(inquiry);
	return true;
}

bool deck_understand(struct deck_source *source,
		     const struct deck_reader_options *options,
		     struct arena *arena, struct deck_format *format,
		     struct csv_layout *layout, struct cells *header,
		     struct error *err)
{
	struct inquiry *inquiry = memory_alloc(sizeof(*inquiry));
	bool done;

	memset(inquiry, 0, sizeof(*inquiry));
	inquiry->source = source;
	inquiry->options = options;
	inquiry->arena = arena;
	inquiry->format = format;
	done = inquire(inquiry, header, err);
	*layout = inquiry->layout;
	free(inquiry);
	return done;
}
