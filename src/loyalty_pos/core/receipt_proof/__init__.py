"""What a receipt's QR says beside its code: enough to take goods back in any shop, signed by the till that sold."""
