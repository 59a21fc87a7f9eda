/* The go and the gofmt of a test's toolchain: one small program, as a toolchain's are programs.
   `go version` and `go env` answer as far as tests need it; gofmt passes its input on. Where a file
   with its own name and `.says` lies beside it, it prints that line, as `echo "…"` of a shell would:
   Windows starts no scripts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#define SEPARATOR '\\'
static int own_path(char *self, int size) {
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);
    return (int)GetModuleFileNameA(NULL, self, (DWORD)size);
}
#else
#include <unistd.h>
#define SEPARATOR '/'
static int own_path(char *self, int size) { return (int)readlink("/proc/self/exe", self, (size_t)size); }
#endif

/* The line, with what `$*` and `${NAME-else}` are. */
static void say(char *line, int count, char **args) {
    for (char *at = line; *at && *at != '\n'; at++) {
        char *dash, *end;
        if (strncmp(at, "$*", 2) == 0) {
            for (int word = 1; word < count; word++) printf("%s%s", word > 1 ? " " : "", args[word]);
            at++;
        } else if (strncmp(at, "${", 2) == 0 && (dash = strchr(at, '-')) && (end = strchr(dash, '}'))) {
            *dash = *end = 0;
            char *value = getenv(at + 2);
            fputs(value ? value : dash + 1, stdout);
            at = end;
        } else {
            putchar(*at);
        }
    }
    putchar('\n');
}

int main(int count, char **args) {
    char self[4096], file[4200], version[256] = "", line[1024];
    int length = own_path(self, sizeof self - 1);
    if (length <= 0) return 1;
    self[length] = 0;
    snprintf(file, sizeof file, "%s.says", self);
    FILE *says = fopen(file, "r");
    if (says) {
        if (fgets(line, sizeof line, says)) say(line, count, args);
        return 0;
    }
    char *name = strrchr(self, SEPARATOR);
    *name++ = 0;
    if (strncmp(name, "gofmt", 5) == 0) {
        for (int c; (c = getchar()) != EOF;) putchar(c);
        return 0;
    }
    *strrchr(self, SEPARATOR) = 0;
    snprintf(file, sizeof file, "%s%cVERSION", self, SEPARATOR);
    says = fopen(file, "r");
    if (says && fgets(version, sizeof version, says)) version[strcspn(version, "\r\n")] = 0;
    if (count > 1 && strcmp(args[1], "version") == 0) {
        printf("go version %s " PLATFORM "\n", version);
    } else if (count > 1 && strcmp(args[1], "env") == 0) {
        puts(self);
    } else {
        printf("fake %s:", version);
        for (int at = 1; at < count; at++) printf(" %s", args[at]);
        putchar('\n');
    }
    return 0;
}
