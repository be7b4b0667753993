//! Bodies as a whole: Markdown in, facts and HTML out.
