"""How everything looks: colours, fonts, icons, words, languages."""
