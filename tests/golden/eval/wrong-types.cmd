while IFS= read -r expression; do
    iopfit eval -q ../questionnaires/desk -- "$expression"; echo "status $?"
done <wrong-types.txt
