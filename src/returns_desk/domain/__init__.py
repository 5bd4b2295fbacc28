"""What a return is: words, money, policy and the options engine; the standard library only."""
