iopfit check | sed "s/@.*#[0-9a-f]*:.*/@.../"
