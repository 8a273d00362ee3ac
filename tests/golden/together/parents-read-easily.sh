# The report for the parents scores 60 or more on the reading ease of Flesch and Douma
# Counted here on its own, headings aside: an item or a cell ends a sentence, a run of vowels is a syllable and ë
# starts one.
for case in "$TOP/tests/cases/noor.hgw.xml" "$TOP/examples/mila.hgw.xml"; do
    hgw-render -r ouders "$case" |
        sed '/^#/d; s/ë/he/g; s/ï/he/g; s/ö/he/g; s/é/e/g; s/è/e/g; s/ó/o/g; s/[^a-zA-Z0-9|.!?-]/ /g' |
        awk -v case="${case##*/}" '
            { gsub(/[.!?|]+( |$)/, "\n"); count = split($0 "\n", part, "\n")
              for (i = 1; i <= count; i++) sentences += part[i] ~ /[a-z]/
              gsub(/\n/, " ") }
            { for (i = 1; i <= NF; i++) if ($i ~ /[a-zA-Z0-9]/) {
                  words++
                  parts = gsub(/[aeiouyAEIOUY]+/, "", $i)
                  syllables += parts ? parts : 1 } }
            END { score = 206.84 - 77 * syllables / words - 0.93 * words / sentences
                  if (words < 100 || score < 60) print case ": " score }'
done
