#!/bin/sh
# Makes pictures of a page with headless Chromium: desktop, dark, phone, and paper.
# usage: tools/screenshots.sh [PAGE.html] [OUTPUT_DIR]
# Without a page it builds the dossier of examples/ and draws that into docs/. Needs: chromium.
set -eu
cd "$(dirname "$0")/.."
page=${1:-}
out=${2:-docs}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
if [ -z "$page" ]; then
  cargo run --quiet -p cli -- build examples/articles --out "$work/dossier"
  page=$work/dossier/index.html
fi
# A file's own copy, so that theme and language can be chosen as a reader would choose them.
light=$work/light.html; dark=$work/dark.html; english=$work/english.html
# What is drawn only once it scrolls into view may be missing from a picture: draw all of it. The policy knows the
# style by its hash, so the copy goes without.
whole=$work/whole.html
sed 's/content-visibility: auto/content-visibility: visible/g; s/<meta http-equiv="Content-Security-Policy"[^>]*>//' "$page" > "$whole"
sed 's/ id="theme-light"/& checked/' "$whole" > "$light"
sed 's/ id="theme-dark"/& checked/' "$whole" > "$dark"
sed 's/ id="theme-light"/& checked/; s/ id="ui-en"/& checked/' "$whole" > "$english"
# Chromium has a least width for its window; a frame has none.
printf '<body style="margin:0"><iframe src="light.html" style="border:0;width:390px;height:1400px"></iframe>' > "$work/phone.html"

shoot() { # name width height page
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --allow-file-access-from-files --hide-scrollbars \
    --user-data-dir="$work/profile" --virtual-time-budget=3000 --window-size="$2,$3" \
    --screenshot="$out/screenshot$1.png" "file://$4" 2> /dev/null
}
# The first sentence that is linked to shows the reading pane at work.
link=$(grep -o 'href="#a-[0-9a-f]*-[0-9]*-[0-9]*"' "$page" | sed -n '3s/.*"\(#.*\)"/\1/p')
shoot "" 1400 1200 "$light$link"
shoot -dark 1400 1200 "$dark$link"
shoot -en 1400 1200 "$english$link"
shoot -phone 390 1400 "$work/phone.html"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --user-data-dir="$work/profile" --virtual-time-budget=3000 \
  --no-pdf-header-footer --print-to-pdf="$work/print.pdf" "file://$light" 2> /dev/null
# Paper is looked at, not kept: it stays beside the pictures only in a folder of its own.
if [ "$out" != docs ]; then
  if command -v pdftoppm > /dev/null; then pdftoppm -r 60 -png "$work/print.pdf" "$out/print"; else cp "$work/print.pdf" "$out/"; fi
fi
