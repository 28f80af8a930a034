"""The registers that the portal is shipped with, one TOML file per controller's slug."""
