iopfit check |
    sed "s/@.*:.*/@.../; s/[0-9][0-9]*/N/g" | grep -v details
