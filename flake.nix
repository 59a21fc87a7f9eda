{
  description = "Installs, verifies and switches Go toolchains";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      each = nixpkgs.lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
      ];
    in
    {
      packages = each (
        system:
        let
          pkgs = nixpkgs.legacyPackages.${system};
          package = (builtins.fromTOML (builtins.readFile ./Cargo.toml)).package;
        in
        {
          default = pkgs.rustPlatform.buildRustPackage {
            pname = package.name;
            version = package.version;
            src = self;
            cargoLock.lockFile = ./Cargo.lock;
            # The tests want shells, strace and a network of their own: ./tests/run.
            doCheck = false;
            nativeBuildInputs = [ pkgs.installShellFiles ];
            postInstall = ''
              installManPage man/*.1
              installShellCompletion --cmd goenvmgr --bash completions/goenvmgr.bash \
                --zsh completions/_goenvmgr --fish completions/goenvmgr.fish
              install -Dm644 completions/goenvmgr.nu -t $out/share/nushell/vendor/autoload
            '';
            meta = {
              description = package.description;
              license = [
                pkgs.lib.licenses.mit
                pkgs.lib.licenses.asl20
              ];
              mainProgram = "goenvmgr";
              platforms = pkgs.lib.platforms.linux;
            };
          };
        }
      );
    };
}
