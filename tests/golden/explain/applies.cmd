# An answer to a question of which it is open whether it applies; and one that is answered and does not.
printf '{"a":false,"follow":true}\n{"h":false,"follow":true,"a":true}\n' | iopfit explain -q ../questionnaires/many -i ndjson -
