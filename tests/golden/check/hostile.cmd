# Files that no author wrote. Each ends at once, with a message of its own.
desk=../questionnaires/desk/questionnaire.yaml
try() {
    iopfit check hostile.yaml >found 2>&1
    status=$?
    head -n 8 found | cut -c 1-120
    echo "status $status"
}
echo "20 MB"; head -c 20000000 /dev/zero | tr '\0' '#' >hostile.yaml; try
echo "100,000 brackets"; head -c 100000 /dev/zero | tr '\0' '[' >hostile.yaml; try
echo "100,000 braces"; head -c 100000 /dev/zero | tr '\0' '{' >hostile.yaml; try
echo "100,000 hyphens"; awk 'BEGIN { for (i = 0; i < 100000; i++) printf "- " }' >hostile.yaml; try
echo "a zero byte"; printf 'format: 1\nid: a\000b\n' >hostile.yaml; try
echo "not UTF-8"; printf 'format: 1\nid: caf\351\n' >hostile.yaml; try
echo "UTF-16"; printf '\377\376f\000o\000' >hostile.yaml; try
echo "empty"; : >hostile.yaml; try
echo "comments only"; printf '# nothing\n# at all\n' >hostile.yaml; try
echo "a second document"; { cat "$desk"; printf -- '---\nformat: 1\n'; } >hostile.yaml; try
echo "tabs"; printf 'format: 1\nfacility:\n\tname: x\n' >hostile.yaml; try
echo "a tag"; sed 's/^format: 1/format: !!int 1/' "$desk" >hostile.yaml; try
echo "a merge key"; { cat "$desk"; echo '<<: {id: x}'; } >hostile.yaml; try
echo "a key twice"; { cat "$desk"; echo 'language: es'; } >hostile.yaml; try
echo "brackets that stay open"; printf '{? ' >hostile.yaml; try
echo "aliases in aliases"
awk 'BEGIN {
    print "intro: &a [x, x, x, x, x, x, x, x, x]"
    for (i = 1; i < 9; i++) {
        printf "title: &%c [", 97 + i
        for (j = 0; j < 9; j++) printf "%s*%c", j ? ", " : "", 96 + i
        print "]"
    }
}' >hostile.yaml
iopfit check hostile.yaml 2>&1 | grep -o 'Y11[01]' | sort | uniq -c
iopfit score -q hostile.yaml answers.yaml >found 2>&1; echo "status $?"
