# An example that expects nothing is shown where it stands.
cp -R ../questionnaires/desk mine
cd mine/examples || exit
rm iop.yaml
printf 'id: a\nsafe: yes\n---\n# no id\nsafe: no\n---\n' >a.yaml
printf '[{"safe": true},\n {"uses": [], "safe": true, "expect": {"outcome": "talk"}}]' >b.json
printf 'safe,drinks\nyes,3\n' >c.csv
cd ../.. && iopfit check mine
