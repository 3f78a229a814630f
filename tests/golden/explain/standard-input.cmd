printf 'safe: unsure\ndrinks: 3\nuses: unsure\n' | iopfit explain -q ../questionnaires/desk -
