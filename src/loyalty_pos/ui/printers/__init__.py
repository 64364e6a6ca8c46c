"""The page of printer, drawer and customer's display: lights, papers that wait, what the printer is taken for."""
