iopfit check --allow alcohol_days --allow alcohol_last --allow sedative_use --allow sedative_last --allow opioid_use --allow other_days --allow other_last --allow withdrawal_past --allow tried_before |
    sed "s/@.*:.*/@.../; s/[0-9][0-9]*/N/g" | grep -v details
