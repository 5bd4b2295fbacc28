"""What a customer shows at the counter: noted once, and known to whoever takes the case over."""
