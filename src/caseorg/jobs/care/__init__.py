"""Looking after a data folder: what is wrong in it, what of that is made good, what is saved of a broken one."""
