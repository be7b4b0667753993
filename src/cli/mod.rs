//! Arguments in, exit code out; one file a command. The only room that prints.
