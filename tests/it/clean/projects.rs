//! The projects of the real module cache: popular modules with wide graphs and small builds.
//!
//! What imports `net/http` is left out, or behind a build tag that only `go mod tidy` looks at:
//! vetting it from scratch takes minutes on a busy machine and proves nothing about a cache.

/// A root: its files, and where its commands run.
pub struct Root {
    /// Below the world.
    pub dir: &'static str,
    pub files: &'static [(&'static str, &'static str)],
    /// Where the commands run that every module runs.
    pub modules: &'static [&'static str],
    /// What is needed to have it complete, before the network goes.
    pub prepare: &'static [&'static [&'static str]],
    /// What must work offline besides the commands that every module runs.
    pub also: &'static [&'static [&'static str]],
}

const COBRA: &str = "package main\n\nimport \"github.com/spf13/cobra\"\n\n\
    func main() { _ = (&cobra.Command{Use: \"x\"}).Execute() }\n";
const TESTIFY: &str =
    "//go:build deep\n\npackage main\n\nimport _ \"github.com/stretchr/testify/require\"\n";
const TEST: &str = "package main\n\nimport \"testing\"\n\nfunc TestOne(*testing.T) {}\n";
const LOGRUS: &str = "package main\n\nimport (\n\t_ \"github.com/hashicorp/go-multierror\"\n\
    \t\"github.com/sirupsen/logrus\"\n)\n\nfunc main() { logrus.Info(\"x\") }\n";
const TOML: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/BurntSushi/toml\"\n)\n\n\
    func main() { var v map[string]any; _, err := toml.Decode(\"a=1\", &v); fmt.Println(v, err) }\n";
const UUID: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\
    \t\"github.com/docker/distribution/digestset\"\n\t\"github.com/gofrs/uuid\"\n)\n\n\
    func main() { fmt.Println(uuid.Nil, digestset.NewSet()) }\n";
const CLOUD: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\
    \t\"go.opentelemetry.io/otel/attribute\"\n\t\"google.golang.org/grpc/codes\"\n\
    \t\"k8s.io/apimachinery/pkg/util/sets\"\n)\n\n\
    func main() { fmt.Println(sets.New(1), codes.OK, attribute.Int(\"a\", 1)) }\n";
const ERRORS: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/pkg/errors\"\n)\n\n\
    func main() { fmt.Println(errors.New(\"x\")) }\n";
const SEMVER: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/Masterminds/semver/v3\"\n)\n\n\
    func main() { fmt.Println(semver.MustParse(\"1.2.3\")) }\n";
const LIB: &str = "package lib\n\nimport \"gopkg.in/yaml.v3\"\n\n\
    func Parse(b []byte) error { var v any; return yaml.Unmarshal(b, &v) }\n";
const ZAP: &str = "package main\n\nimport \"go.uber.org/zap/buffer\"\n\n\
    func main() { _ = buffer.NewPool() }\n";
const EMPTY: &str = "package main\n\nfunc main() {}\n";

const TIDY: &[&str] = &["mod", "tidy"];
const DOWNLOAD: &[&str] = &["mod", "download"];

pub const ROOTS: &[Root] = &[
    Root {
        dir: "src/old15",
        files: &[
            (
                "go.mod",
                "module x/old15\n\ngo 1.15\n\nrequire (\n\tgithub.com/spf13/cobra v1.0.0\n\tgithub.com/stretchr/testify v1.7.0\n)\n",
            ),
            ("main.go", COBRA),
            ("main_test.go", TEST),
            ("deep_test.go", TESTIFY),
        ],
        modules: &["src/old15"],
        prepare: &[TIDY],
        also: &[],
    },
    Root {
        dir: "src/old16",
        files: &[
            (
                "go.mod",
                "module x/old16\n\ngo 1.16\n\nrequire (\n\tgithub.com/hashicorp/go-multierror v1.1.1\n\tgithub.com/sirupsen/logrus v1.8.1\n\tgithub.com/stretchr/testify v1.7.1\n)\n",
            ),
            ("main.go", LOGRUS),
            ("main_test.go", TEST),
            ("deep_test.go", TESTIFY),
        ],
        modules: &["src/old16"],
        prepare: &[TIDY],
        also: &[],
    },
    Root {
        dir: "src/now",
        files: &[
            (
                "go.mod",
                "module x/now\n\ngo 1.25\n\nrequire (\n\tgo.opentelemetry.io/otel v1.28.0\n\tgoogle.golang.org/grpc v1.65.0\n\tk8s.io/apimachinery v0.31.0\n)\n",
            ),
            ("main.go", CLOUD),
            ("main_test.go", TEST),
        ],
        modules: &["src/now"],
        prepare: &[TIDY],
        also: &[DOWNLOAD, &["list", "-deps", "-tags=windows", "./..."]],
    },
    Root {
        dir: "src/upper",
        files: &[
            ("go.mod", "module x/upper\n\ngo 1.22\n\nrequire github.com/BurntSushi/toml v1.3.2\n"),
            ("main.go", TOML),
            ("main_test.go", TEST),
        ],
        modules: &["src/upper"],
        prepare: &[TIDY],
        also: &[DOWNLOAD],
    },
    Root {
        dir: "src/incompatible",
        files: &[
            (
                "go.mod",
                "module x/incompatible\n\ngo 1.22\n\nrequire (\n\tgithub.com/docker/distribution v2.8.3+incompatible\n\tgithub.com/gofrs/uuid v3.2.0+incompatible\n)\n",
            ),
            ("main.go", UUID),
        ],
        modules: &["src/incompatible"],
        prepare: &[TIDY],
        also: &[DOWNLOAD],
    },
    Root {
        dir: "src/tool",
        files: &[
            (
                "go.mod",
                "module x/tool\n\ngo 1.24\n\ntool golang.org/x/tools/cmd/stringer\n\nrequire golang.org/x/tools v0.28.0\n",
            ),
            ("main.go", EMPTY),
        ],
        modules: &["src/tool"],
        prepare: &[TIDY],
        also: &[&["tool"], &["tool", "-n", "stringer"]],
    },
    Root {
        dir: "src/replaced",
        files: &[
            (
                "go.mod",
                "module x/replaced\n\ngo 1.22\n\nrequire (\n\tgithub.com/pkg/errors v0.9.1\n\tx/local v0.0.0\n)\n\nreplace github.com/pkg/errors => github.com/pkg/errors v0.8.1\n\nreplace x/local => ./local\n",
            ),
            ("main.go", ERRORS),
            ("use.go", "package main\n\nimport _ \"x/local\"\n"),
            ("local/go.mod", "module x/local\n\ngo 1.22\n"),
            ("local/local.go", "package local\n"),
        ],
        modules: &["src/replaced"],
        prepare: &[TIDY],
        also: &[],
    },
    Root {
        dir: "src/vendored",
        files: &[
            (
                "go.mod",
                "module x/vendored\n\ngo 1.22\n\nrequire github.com/Masterminds/semver/v3 v3.2.1\n",
            ),
            ("main.go", SEMVER),
        ],
        modules: &["src/vendored"],
        prepare: &[TIDY, &["mod", "vendor"]],
        also: &[&["build", "-mod=mod", "-o", "/dev/null", "./..."]],
    },
    Root {
        dir: "src/work",
        files: &[
            ("go.work", "go 1.22\n\nuse (\n\t./a\n\t./b\n)\n"),
            ("a/go.mod", "module x/a\n\ngo 1.22\n\nrequire gopkg.in/yaml.v3 v3.0.1\n"),
            ("a/lib.go", LIB),
            ("b/go.mod", "module x/b\n\ngo 1.22\n\nrequire go.uber.org/zap v1.26.0\n"),
            ("b/main.go", ZAP),
            ("b/main_test.go", TEST),
        ],
        modules: &["src/work/a", "src/work/b"],
        prepare: &[&["work", "sync"]],
        also: &[&["work", "sync"], &["build", "-o", "/dev/null", "x/b"], &["vet", "x/a", "x/b"]],
    },
    Root {
        dir: "src/modfile",
        files: &[
            ("go.mod", "module x/modfile\n\ngo 1.22\n"),
            ("alt.mod", "module x/modfile\n\ngo 1.22\n\nrequire github.com/google/uuid v1.3.0\n"),
            ("alt.go", "//go:build alt\n\npackage main\n\nimport _ \"github.com/google/uuid\"\n"),
            ("main.go", EMPTY),
        ],
        modules: &["src/modfile"],
        prepare: &[&["mod", "tidy", "-modfile=alt.mod"]],
        also: &[
            &["list", "-modfile=alt.mod", "-deps", "-tags=alt", "./..."],
            &["list", "-modfile=alt.mod", "-m", "all"],
            &["mod", "verify", "-modfile=alt.mod"],
        ],
    },
];

/// What every module runs, offline, before and after.
pub const COMMANDS: &[&[&str]] = &[
    &["build", "-o", "/dev/null", "./..."],
    &["vet", "./..."],
    // Vetting again with other checks would vet the standard library again.
    &["test", "-vet=off", "./..."],
    &["list", "-m", "all"],
    &["list", "-deps", "-test", "./..."],
    &["mod", "verify"],
    &["mod", "graph"],
    &["mod", "tidy", "-diff"],
];

/// Versions that no root reaches.
pub const GARBAGE: &[&str] = &[
    "github.com/spf13/cobra@v1.8.0",
    "github.com/BurntSushi/toml@v1.2.0",
    "github.com/stretchr/testify@v1.8.4",
    "github.com/gofrs/uuid@v3.3.0+incompatible",
    "golang.org/x/tools@v0.20.0",
    "github.com/Masterminds/semver/v3@v3.1.1",
    "k8s.io/apimachinery@v0.30.0",
    "google.golang.org/grpc@v1.64.0",
];
