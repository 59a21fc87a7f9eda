/* The go and the gofmt of a test's toolchain: one small program, as a toolchain's are programs.
   `go version` and `go env` answer as far as tests need it; gofmt passes its input on. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **args) {
    char self[4096], file[4200], version[256] = "";
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length < 0) return 1;
    self[length] = 0;
    char *name = strrchr(self, '/');
    *name++ = 0;
    if (strcmp(name, "gofmt") == 0) {
        for (int c; (c = getchar()) != EOF;) putchar(c);
        return 0;
    }
    *strrchr(self, '/') = 0;
    snprintf(file, sizeof file, "%s/VERSION", self);
    FILE *says = fopen(file, "r");
    if (says && fgets(version, sizeof version, says)) version[strcspn(version, "\n")] = 0;
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
