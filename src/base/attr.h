/* Conventions that the compiler can check for us. Not for anything that changes what code does. */
#ifndef IOPFIT_BASE_ATTR_H
#define IOPFIT_BASE_ATTR_H

/* The result must be looked at: ignoring it would lose an error. */
#define ATTR_MUST_USE __attribute__((warn_unused_result))

/* printf-like: argument [at] is the format, [from] the first value (both count from 1). */
#define ATTR_PRINTF(at, from) __attribute__((__format__(__printf__, at, from)))

/* The result is a format for the same values as argument [at], which is one itself. */
#define ATTR_FORMAT_LIKE(at) __attribute__((__format_arg__(at)))

#endif
