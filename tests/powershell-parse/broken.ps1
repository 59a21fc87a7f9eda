if ($true) {
    $x = 'open
}
