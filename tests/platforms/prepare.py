#!/usr/bin/env python3
"""prepare.py MODULE.ZIP DIR: what windows.sh needs, made of a toolchain of the module proxy.

The archive of the release site has the same files below `go/`; a small one has no more than a toolchain
needs to be taken for one. The index names the first with its hash.
"""

import hashlib
import json
import pathlib
import sys
import zipfile

module, made = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
web = made / "web"
web.mkdir(parents=True, exist_ok=True)
with zipfile.ZipFile(module) as whole:
    top = whole.namelist()[0].split("/")[0] + "/" + whole.namelist()[0].split("/")[1] + "/"
    version = top.split("-go")[1].split(".windows")[0]
    archive = web / f"go{version}.windows-amd64.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out, zipfile.ZipFile(
        made / "small.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as small:
        for one in whole.infolist():
            # A module holds no other: their go.mod have another name in it.
            name = "go/" + one.filename.removeprefix(top).replace("/_go.mod", "/go.mod")
            content = whole.read(one)
            out.writestr(name, content)
            if name.startswith(("go/VERSION", "go/bin/", "go/src/fmt/", "go/lib/time/")):
                small.writestr(name, content)
(made / "version").write_text(version)
content = archive.read_bytes()
(web / "index.html").write_text(json.dumps([{
    "version": f"go{version}",
    "stable": True,
    "files": [{
        "filename": archive.name,
        "os": "windows",
        "arch": "amd64",
        "version": f"go{version}",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "kind": "archive",
    }],
}]))
