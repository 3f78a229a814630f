# Options for whoever scores archives: what is refused, and how.
echo x >same && ln same also-same
for options in '--jobs 0' '--jobs 257' '--jobs two' '--shard 3' '--shard 0/4' '--shard 5/4' '--shard 1/2/3' \
    '--resume' '--resume -o x' '--resume --manifest m' '--manifest m -f text' '--manifest m --exit-code' \
    '--manifest m -o m' '--errors m -o m' '--errors m --manifest m' '--errors m.part -o m --manifest x' '--manifest m.part -o m' '--summary m.part -o m --manifest x' '--errors m --summary m.part -o x --manifest y' '--errors m -o m.part --manifest x' '--errors ./m -o m' '--errors same -o also-same' '--errors one.yaml' \
    '--manifest one.yaml' '--errors -' '--manifest -' '--summary -' '--shrad 1/2' '--manifset m' '--expct x' '--resume=1' '--errors'; do
    iopfit score -q ../questionnaires/desk one.yaml $options; echo "status $?"
done
cp one.yaml rows.part; iopfit score -q ../questionnaires/desk rows.part -o rows --manifest m; echo "status $?"
iopfit ask --shard 1/2
