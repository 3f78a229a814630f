# Each refutation is a story, with files that show it; one is known and allowed, another is not there.
iopfit check --witness shown --allow no-home-with-risks --allow nothing ../questionnaires/proofs
echo "exit $?"
# Each file leads where it says.
for file in shown/*; do
    echo "$file: $(sed -n 's/^  outcome: //p' "$file"), $(iopfit score -q ../questionnaires/proofs -f csv "$file" | tail -n 1 | cut -d, -f 3,4)"
done
printf "x" >file; iopfit check --witness file ../questionnaires/proofs 2>&1 | grep F005
