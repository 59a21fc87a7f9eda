// Lists which Go brought which package of the standard library, out of Go's own api files.
//
//	go run tests/messages/packages.go [GOROOT] >src/doctor/explain/packages.txt
//
// One line each: the package, a blank and the Go.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

func main() {
	root := runtime.GOROOT()
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	files, err := filepath.Glob(filepath.Join(root, "api", "go1*.txt"))
	if err != nil || len(files) == 0 {
		fmt.Fprintln(os.Stderr, "no api files in", root)
		os.Exit(1)
	}
	brought := map[string]int{}
	for _, path := range files {
		minor := 0
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		if _, after, ok := strings.Cut(name, "."); ok {
			if minor, err = strconv.Atoi(after); err != nil {
				continue
			}
		}
		if err := read(path, minor, brought); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	var names []string
	for name := range brought {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Printf("%s 1.%d\n", name, brought[name])
	}
}

// read notes the packages of one file, whose lines are `pkg NAME, …` or `pkg NAME (linux-386), …`.
func read(path string, minor int, brought map[string]int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		rest, ok := strings.CutPrefix(lines.Text(), "pkg ")
		if !ok {
			continue
		}
		name := rest[:strings.IndexAny(rest, ", ")]
		if before, known := brought[name]; !known || minor < before {
			brought[name] = minor
		}
	}
	return lines.Err()
}
