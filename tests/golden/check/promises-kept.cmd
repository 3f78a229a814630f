# The rules mended; then without examples, and with a single guarantee.
sed -e 's/age < 16/age < 18/; s/ and drinks >= 3//; s/when: drinks >= 11 or/when: drinks >= 11 and age > 17 or/' \
    -e 's/^        type: text/&\n        advice_for: [home]/' -e '/id: minors-talk/,$d' -e 's/when: drinks >= 11$/when: drinks >= 11 and age >= 18/' ../questionnaires/promises/questionnaire.yaml >mended.yaml
iopfit check --test mended.yaml
sed '/id: no-home-when-shaky/,$d' mended.yaml >one.yaml
iopfit check --test one.yaml
mkdir twice && cp mended.yaml twice/questionnaire.yaml && cp -R ../questionnaires/promises/examples twice/
iopfit check --test twice >first; iopfit check --test twice | cmp first - && cat first
# With a prover the same is proved.
iopfit check twice
