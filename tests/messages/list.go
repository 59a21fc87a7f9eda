// Lists the messages of the go command that end a command or are handed up as errors.
//
//	go run tests/messages/list.go [GOROOT]
//
// One line each, tabs between: file:line below GOROOT/src, and the text with its verbs. Calls that
// only hand on another's error have no words of their own and are not listed.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"unicode"
)

// Where the go command's messages are written: itself, and what it reads go.mod, archives and the
// checksum database with.
var roots = []string{
	"cmd/go",
	"cmd/vendor/golang.org/x/mod/modfile",
	"cmd/vendor/golang.org/x/mod/sumdb",
	"cmd/vendor/golang.org/x/mod/zip",
}

func main() {
	root := runtime.GOROOT()
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	src := filepath.Join(root, "src")
	for _, below := range roots {
		if err := filepath.WalkDir(filepath.Join(src, below), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && d.Name() == "testdata":
				return filepath.SkipDir
			case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			return list(src, path)
		}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func list(src, path string) error {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	name, err := filepath.Rel(src, path)
	if err != nil {
		return err
	}
	last := ""
	show := func(at token.Pos, text string) {
		text = strings.Join(strings.Fields(text), " ")
		line := fmt.Sprintf("%s:%d\t%s", filepath.ToSlash(name), set.Position(at).Line, text)
		if speaks(text) && line != last {
			last = line
			fmt.Println(line)
		}
	}
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		inError := ok && fn.Recv != nil && fn.Name.Name == "Error" && fn.Type.Params.NumFields() == 0
		ast.Inspect(decl, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.CallExpr:
				if text, ok := message(node, inError); ok {
					show(node.Pos(), text)
				}
			case *ast.ReturnStmt:
				if inError && len(node.Results) == 1 {
					show(node.Pos(), words(node.Results[0]))
				}
			}
			return true
		})
	}
	return nil
}

// message is the text of a call that makes an error or ends the program.
func message(call *ast.CallExpr, inError bool) (string, bool) {
	pkg, name := callee(call)
	switch {
	case pkg == "t" || pkg == "b":
		return "", false
	case strings.HasSuffix(name, "Errorf"), strings.HasSuffix(name, "errorf"), strings.HasSuffix(name, "Fatalf"),
		strings.HasSuffix(name, "Fatal"), pkg == "base" && name == "Error",
		pkg == "errors" && name == "New", inError && pkg == "fmt" && name == "Sprintf":
		return first(call.Args)
	case pkg == "fmt" && strings.HasPrefix(name, "Fprint") && len(call.Args) > 1:
		if in, to := selector(call.Args[0]); in == "os" && to == "Stderr" {
			text, _ := first(call.Args[1:])
			return text, strings.HasPrefix(text, "go: ") || strings.HasPrefix(text, "go %s")
		}
	}
	return "", false
}

func callee(call *ast.CallExpr) (pkg, name string) {
	if id, ok := call.Fun.(*ast.Ident); ok {
		return "", id.Name
	}
	return selector(call.Fun)
}

func selector(expr ast.Expr) (in, name string) {
	sel, ok := expr.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	if id, ok := sel.X.(*ast.Ident); ok {
		in = id.Name
	}
	return in, sel.Sel.Name
}

// first is the first argument that holds words.
func first(args []ast.Expr) (string, bool) {
	for _, arg := range args {
		if text := words(arg); speaks(text) {
			return text, true
		}
	}
	return "", false
}

// words is a text of literals; what stands between them is written as a verb.
func words(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.BasicLit:
		if expr.Kind == token.STRING {
			text, _ := strconv.Unquote(expr.Value)
			return text
		}
	case *ast.BinaryExpr:
		if expr.Op == token.ADD {
			left, right := words(expr.X), words(expr.Y)
			if left != "" || right != "" {
				return or(left) + or(right)
			}
		}
	case *ast.ParenExpr:
		return words(expr.X)
	case *ast.CallExpr:
		if pkg, name := callee(expr); pkg == "fmt" && strings.HasPrefix(name, "Sprint") {
			text, _ := first(expr.Args)
			return text
		}
	}
	return ""
}

func or(text string) string {
	if text == "" {
		return "%s"
	}
	return text
}

// speaks says whether a text has words besides its verbs.
func speaks(text string) bool {
	bare := strings.NewReplacer("%s", "", "%v", "", "%w", "", "%q", "", "%d", "", "go: ", "", "%+v", "").Replace(text)
	letters := 0
	for _, r := range bare {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3
}
