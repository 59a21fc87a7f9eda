//! Tools that read Go code.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::compiler::BUILD_AGAIN;
use crate::doctor::subjects::compiler::checks::libc::build;
use crate::doctor::subjects::compiler::tools::{READERS, Tools};
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::toolchain::at_hand::minor;

pub(in crate::doctor) const CHECKS: &[Check] = &[Check::new(
    "ide.readers",
    "tools that read Go code know this Go",
    readers,
)
.lines(&[BUILD_AGAIN])
.needs(&[Tools::NEED, Project::NEED])
.reads("build information of gopls, dlv, golangci-lint and staticcheck, and the go line of go.mod")
.fails(
    "one was built with an older Go than go.mod asks for: `package requires newer Go \
            version` (WARN: no go command fails)",
)
.cure("go install it again with this Go")
.why("go/types refuses files of a newer language version than its own")];

fn readers(facts: &Facts) -> Answer {
    let tools = &facts.need::<Tools>()?.0;
    let project = facts.get::<Project>();
    let wanted = project.and_then(|project| project.directive("go")?.words.get(1).cloned());
    let Some(wanted) = wanted.as_deref().and_then(minor) else {
        return Ok(Verdict::pass("no go.mod here asks for a version"));
    };
    let old = tools.iter().filter(|tool| READERS.contains(&tool.name.as_str())).find_map(|tool| {
        let built = tool.info.as_ref().map(|info| info.go.clone())?;
        (minor(&built)? < wanted).then_some((tool, built))
    });
    let Some((tool, built)) = old else {
        return Ok(Verdict::pass("every such tool knows the go line of go.mod"));
    };
    Ok(Verdict::warn(format!(
        "{} was built with {built}, go.mod says {}.{}",
        tool.path.visible(),
        wanted.0,
        wanted.1
    ))
    .cure(build(tool, Fix::new("build it with this Go"))))
}
