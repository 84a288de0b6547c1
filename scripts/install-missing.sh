# Installs the dependencies the first time, and again when others are needed. Runs before `npm start`, `npm test` and
# `npm run build`, so that each of them is the only command a new machine needs.
set -eu
# What npm has installed, in its own words; younger than the lock file where nothing has changed since.
installed=node_modules/.package-lock.json
# `bun` and `deno` are the last things npm puts in place; a half-finished installation lacks one of them.
if [ ! -x node_modules/.bin/bun ] || [ ! -x node_modules/.bin/deno ] || [ package-lock.json -nt "$installed" ]; then
  echo "Installing what is missing ..." >&2
  # Not `npm ci`: it refuses a lock file whose packages for other platforms a registry lacks, though none would be used.
  npm install --no-save --no-progress --loglevel=error >&2
  touch "$installed"
fi
