/* The least program around SQLCipher's library: it opens the file that is named, runs the SQL that comes in, and prints rows as
   SQLCipher's own shell does (columns divided by |). The registry carries the library's source without the shell's. */
#include <stdio.h>
#include <stdlib.h>
#include "sqlite3.h"

static int print_row(void *unused, int columns, char **values, char **names) {
  (void)unused;
  (void)names;
  for (int at = 0; at < columns; at += 1) printf("%s%s", at == 0 ? "" : "|", values[at] == NULL ? "" : values[at]);
  putchar('\n');
  return 0;
}

int main(int count, char **words) {
  sqlite3 *database = NULL;
  char *failure = NULL;
  size_t size = 0;
  char *sql = malloc(1 << 20);
  if (count != 2 || sql == NULL) return 2;
  size = fread(sql, 1, (1 << 20) - 1, stdin);
  sql[size] = '\0';
  if (sqlite3_open_v2(words[1], &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
      sqlite3_exec(database, sql, print_row, NULL, &failure) != SQLITE_OK) {
    fprintf(stderr, "Error: %s\n", failure == NULL ? sqlite3_errmsg(database) : failure);
    return 1;
  }
  free(sql);
  return sqlite3_close(database) == SQLITE_OK ? 0 : 1;
}
