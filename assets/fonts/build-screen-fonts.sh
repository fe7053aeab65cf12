#!/bin/sh
# Makes the WOFF2 files in screen/ from the TrueType files beside this script.
# Needs fonttools with brotli (Debian: python3-fonttools, python3-brotli); run it only when the TrueType files change.
# The ranges are repeated as unicode-range in renderer/app/theme/fonts.css, so that a screen loads only what it shows.
set -eu
cd "$(dirname "$0")"
mkdir -p screen
latin="U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+2074,U+20AC,U+2116,U+2122,U+2212,U+FFFD"
latin_ext="U+0100-0130,U+0132-0151,U+0154-024F,U+0259,U+1E00-1EFF,U+2070-2073,U+2075-209F,U+20A0-20AB,U+20AD-20CF,U+2C60-2C7F"
greek="U+0370-03FF,U+1F00-1FFF"
cyrillic="U+0400-052F,U+1C80-1C88,U+2DE0-2DFF,U+A640-A69F"
subset() {
  "${PYTHON:-python3}" -m fontTools.subset "NotoSans-$1.ttf" --unicodes="$4" --layout-features='*' --flavor=woff2 \
    --output-file="screen/noto-sans-$2-$3.woff2"
}
for pair in Regular:regular Bold:bold Italic:italic; do
  subset "${pair%%:*}" "${pair##*:}" latin "$latin"
  subset "${pair%%:*}" "${pair##*:}" latin-ext "$latin_ext"
  subset "${pair%%:*}" "${pair##*:}" greek "$greek"
  subset "${pair%%:*}" "${pair##*:}" cyrillic "$cyrillic"
done
