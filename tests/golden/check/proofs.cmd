# Each refutation is a story, with files that show it; one is known and allowed, another is not there.
iopfit check --witness shown --allow no-home-with-risks --allow nothing ../questionnaires/proofs
echo "exit $?"
# Each file leads where it says.
for file in shown/*; do
    echo "$file: $(sed -n 's/^  outcome: //p' "$file"), $(iopfit score -q ../questionnaires/proofs -f csv "$file" | tail -n 1 | cut -d, -f 3,4)"
done
printf "x" >file; iopfit check --witness file ../questionnaires/proofs 2>&1 | grep F005
# What an earlier run wrote is written anew; what somebody else did stays.
mkdir own && echo "drinks: 3" >own/a-bit-heavy-stays.yaml
for run in 1 2; do iopfit check --witness own ../questionnaires/proofs 2>&1 | grep F005; done
cat own/a-bit-heavy-stays.yaml
# The line about it does not say that all is well.
sed 's/(h + d) + (g + b) + (f + c) + (e + a) >= 12/a + b >= 5/' ../questionnaires/puzzle/questionnaire.yaml >known.yaml
iopfit check --allow many-stay known.yaml | head -n 1
