"""How good the answers are: question sets read, made, mistyped and judged; what citizens thought of them."""
